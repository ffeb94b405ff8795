import { Input } from 'antd'
import { useRef, type PointerEvent } from 'react'
import { useText } from '#kit/i18n'
import type { KeptFile, Shelf } from '../offline/entries.ts'
import { keepFile, useKeptUrl } from './use-kept-url.ts'
import type { VisitDraft } from './visit-draft.ts'

export interface SignatureProps {
  readonly draft: VisitDraft
  readonly change: (part: Partial<VisitDraft>) => void
  readonly files: Shelf<KeptFile>
}

/** Twice the size on the screen, so that it prints sharply. */
const SIZE = { width: 660, height: 240 } as const
const INK = '#1A1D24'

/** The customer's name, and the signature drawn with a finger; kept as PNG. */
export function Signature({ draft, change, files }: SignatureProps) {
  const t = useText('field')
  const { signature, signedBy } = draft
  const again = async () => {
    change({ signature: undefined })
    if (signature !== undefined) await files.remove(signature)
  }
  const keep = async (picture: Blob) => change({ signature: await keepFile(files, picture, 'signature.png') })
  return (
    <section className="phone-block">
      <h3>
        {t('signature.title')}
        {signature !== undefined && (
          <button type="button" className="right link-button signature-again" onClick={() => void again()}>
            {t('signature.again')}
          </button>
        )}
      </h3>
      <label className="phone-field">
        <span className="s t2">{t('signature.by')}</span>
        <Input
          size="large"
          maxLength={100}
          value={signedBy}
          onChange={({ target }) => change({ signedBy: target.value })}
        />
      </label>
      {signature === undefined ? <SignaturePad onDone={keep} /> : <SignaturePicture id={signature} files={files} />}
    </section>
  )
}

function SignaturePicture({ id, files }: { id: string; files: Shelf<KeptFile> }) {
  const t = useText('field')
  const url = useKeptUrl(files, id)
  return <div className="signature">{url && <img src={url} alt={t('signature.title')} />}</div>
}

function SignaturePad({ onDone }: { onDone: (picture: Blob) => Promise<void> }) {
  const t = useText('field')
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef(false)
  const draw = (event: PointerEvent<HTMLCanvasElement>, begin: boolean) => {
    const pen = penOf(event.currentTarget)
    const [x, y] = pointOf(event)
    if (begin) pen.beginPath()
    pen[begin ? 'moveTo' : 'lineTo'](x, y)
    pen.stroke()
    drawn.current = true
  }
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    draw(event, true)
  }
  const done = () =>
    canvas.current?.toBlob((picture) => {
      if (picture && drawn.current) void onDone(picture)
    }, 'image/png')
  return (
    <>
      <div className="signature">
        <canvas
          ref={canvas}
          {...SIZE}
          role="img"
          aria-label={t('signature.pad')}
          onPointerDown={down}
          onPointerMove={(event) => event.buttons > 0 && draw(event, false)}
        />
      </div>
      <button type="button" className="link-button signature-keep" onClick={done}>
        {t('signature.keep')}
      </button>
    </>
  )
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')!
  Object.assign(pen, { lineWidth: 5, lineCap: 'round', lineJoin: 'round', strokeStyle: INK })
  return pen
}

function pointOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
  const box = event.currentTarget.getBoundingClientRect()
  return [((event.clientX - box.left) / box.width) * SIZE.width, ((event.clientY - box.top) / box.height) * SIZE.height]
}
