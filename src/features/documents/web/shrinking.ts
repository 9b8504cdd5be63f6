/** Photos are made small on the phone: what is sent has no more pixels than a screen, and no place or time of the camera's. */

const longestSide = 1600
const quality = 0.82

/** The photo itself where the browser cannot read it, or where it would not become smaller. */
export async function shrunk(file: File): Promise<{ file: Blob; name: string }> {
  const same = { file, name: file.name }
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!image) return same
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return same
  // what shines through is white, as on paper
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!small || (scale === 1 && small.size >= file.size)) return same
  return { file: small, name: `${file.name.replace(/\.[a-z0-9]+$/i, '')}.jpg` }
}
