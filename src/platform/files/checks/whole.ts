/** The check of one file, whatever it is: what it is by its content, whether its name agrees, and whether it is harmless. */
import { extensionOf, media } from '#core/media.ts'
import { type Kind, kindOf } from './kind.ts'
import { checkOffice } from './office.ts'
import { checkPdf } from './pdf.ts'
import { checkHeic, checkJpeg, checkPng, checkWebp } from './pictures.ts'
import { type Found, Refused, refuseTestVirus } from './refused.ts'
import { checkAmr, checkM4a, checkMpeg, checkOgg, checkWebm } from './sounds.ts'

const checks: Readonly<Record<Kind, (bytes: Buffer) => Found>> = {
  'image/jpeg': checkJpeg,
  'image/png': checkPng,
  'image/webp': checkWebp,
  'image/heic': checkHeic,
  'application/pdf': checkPdf,
  zip: checkOffice,
  'audio/mpeg': checkMpeg,
  'audio/mp4': checkM4a,
  'audio/amr': checkAmr,
  'audio/ogg': checkOgg,
  'audio/webm': checkWebm,
}

/** Throws Refused with the reason. */
export function checkWhole(bytes: Buffer, name: string): Found {
  refuseTestVirus(bytes)
  const found = checks[kindOf(bytes)](bytes)
  const { label, extensions } = media[found.mediaType]
  if (!extensions.includes(extensionOf(name)))
    throw new Refused(`文件名以 .${extensionOf(name)} 结尾，内容却是${label}，不能上传`)
  return found
}
