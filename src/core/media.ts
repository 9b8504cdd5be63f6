/** The kinds of files that the city takes: what each is called, how its name ends, and how large it may be. */

export const familyLabels = { photo: '照片', voice: '语音', file: '文件' } as const
export type Family = keyof typeof familyLabels

type Medium = { label: string; extensions: readonly string[]; families: readonly Family[] }

const known = {
  'image/jpeg': { label: 'JPG 图片', extensions: ['jpg', 'jpeg'], families: ['photo', 'file'] },
  'image/png': { label: 'PNG 图片', extensions: ['png'], families: ['photo', 'file'] },
  'image/webp': { label: 'WebP 图片', extensions: ['webp'], families: ['photo', 'file'] },
  'image/heic': { label: 'HEIC 图片', extensions: ['heic', 'heif'], families: ['photo', 'file'] },
  'application/pdf': { label: 'PDF 文档', extensions: ['pdf'], families: ['file'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: 'Word 文档',
    extensions: ['docx'],
    families: ['file'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: 'Excel 表格',
    extensions: ['xlsx'],
    families: ['file'],
  },
  'application/ofd': { label: 'OFD 版式文件', extensions: ['ofd'], families: ['file'] },
  'audio/mpeg': { label: 'MP3 录音', extensions: ['mp3'], families: ['voice', 'file'] },
  'audio/mp4': { label: 'M4A 录音', extensions: ['m4a', 'mp4'], families: ['voice', 'file'] },
  'audio/amr': { label: 'AMR 录音', extensions: ['amr'], families: ['voice', 'file'] },
  'audio/ogg': { label: 'OGG 录音', extensions: ['ogg', 'oga', 'opus'], families: ['voice', 'file'] },
  'audio/webm': { label: 'WebM 录音', extensions: ['webm'], families: ['voice', 'file'] },
} as const satisfies Record<string, Medium>

export type MediaType = keyof typeof known
/** What is not here is refused: a list of what is dangerous is never complete. */
export const media: Readonly<Record<MediaType, Medium>> = known
export const mediaTypes = Object.keys(known) as MediaType[] // keys of a literal object are exactly its union

/** bytes: a photo as a phone makes it, a minute of sound uncompressed many times over, a scanned contract */
export const mostBytes: Readonly<Record<Family, number>> = {
  photo: 20 * 1024 * 1024,
  voice: 10 * 1024 * 1024,
  file: 30 * 1024 * 1024,
}

/** width × height: decoding takes four bytes for each, and the largest phone camera makes 200 million only in the lab */
export const mostPixels = 50_000_000

/** what travels in one request: a slow phone sends it within the time a request may last, and a broken one costs no more */
export const partBytes = 1024 * 1024

export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** null where the city takes no files that end so */
export function mediumNamed(name: string): MediaType | null {
  const extension = extensionOf(name)
  return mediaTypes.find((type) => media[type].extensions.includes(extension)) ?? null
}

/** what a browser shows by itself without running anything */
export const shownInline: readonly MediaType[] = ['image/jpeg', 'image/png', 'image/webp']

/** for a file chooser */
export function acceptOf(family: Family): string {
  const fitting = mediaTypes.filter((type) => media[type].families.includes(family))
  return fitting.flatMap((type) => media[type].extensions.map((extension) => `.${extension}`)).join(',')
}
