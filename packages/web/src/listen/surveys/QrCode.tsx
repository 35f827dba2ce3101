import { encode } from 'uqr'

/** A QR code as one path: sharp at every size, black on white with its quiet zone. */
export function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`
  const source = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return (
    <p>
      <img className="survey-qr" src={source} alt="QR code of the link" />
      <a className="button" href={source} download="survey-qr.svg">
        Download as SVG
      </a>
    </p>
  )
}
