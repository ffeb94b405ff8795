import { Camera, X } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { KeptFile, Shelf } from '../offline/entries.ts'
import { keepFile, useKeptUrl } from './use-kept-url.ts'

export interface PhotosProps {
  readonly ids: readonly string[]
  readonly files: Shelf<KeptFile>
  readonly onChange: (ids: readonly string[]) => void
}

const PHOTOS_MAX = 20

/** Pictures from the phone's camera; they are sent with the report. */
export function Photos({ ids, files, onChange }: PhotosProps) {
  const t = useText('field')
  const take = async (list: FileList | null) => {
    const kept: string[] = []
    for (const file of [...(list ?? [])].slice(0, PHOTOS_MAX - ids.length)) {
      kept.push(await keepFile(files, file, file.name))
    }
    onChange([...ids, ...kept])
  }
  const remove = async (id: string) => {
    onChange(ids.filter((other) => other !== id))
    await files.remove(id)
  }
  return (
    <section className="phone-block">
      <h3>
        {t('photos.title')} <span className="right n t2">{ids.length}</span>
      </h3>
      <div className="photo-row">
        {ids.map((id, index) => (
          <Photo
            key={id}
            id={id}
            files={files}
            label={t('photos.one', { number: index + 1 })}
            onRemove={() => void remove(id)}
          />
        ))}
        <label className="photo-add">
          <Camera aria-hidden size={20} strokeWidth={1.75} />
          <span className="s">{t('photos.take')}</span>
          <input
            type="file"
            accept="image/*"
            capture="environment"
            multiple
            className="visually-hidden"
            onChange={({ target }) => {
              void take(target.files)
            }}
          />
        </label>
      </div>
    </section>
  )
}

interface PhotoProps {
  readonly id: string
  readonly files: Shelf<KeptFile>
  readonly label: string
  readonly onRemove: () => void
}

function Photo({ id, files, label, onRemove }: PhotoProps) {
  const t = useText('field')
  const url = useKeptUrl(files, id)
  const words = t('photos.remove', { photo: label })
  return (
    <span className="photo">
      {url && <img src={url} alt={label} />}
      <button type="button" className="photo-remove" aria-label={words} title={words} onClick={onRemove}>
        <X aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </span>
  )
}
