import { Form, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import { ifMatch, RefusedByServer } from '#kit/data'
import { useText } from '#kit/i18n'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'

interface Versioned {
  readonly id: string
  readonly version: number
}

/** The part of a command that is used here. */
interface Command<Input, Row> {
  readonly isPending: boolean
  readonly error: Error | null
  readonly mutate: (input: Input, on: { onSuccess: (row: Row) => void; onError: (error: Error) => void }) => void
  readonly reset: () => void
}

export interface VersionedFormParts<Row extends Versioned, Draft extends object, Body> {
  /** As it is when the form opens; undefined for a new one. */
  readonly record: Row | undefined
  readonly draftOf: (row: Row) => Draft
  /** What can differ between two versions; `field.<key>` names it. */
  readonly keys: readonly (keyof Row & string)[]
  readonly create: Command<{ body: Body }, Row>
  readonly change: Command<{ params: { id: string }; body: Body; headers: Record<string, string> }, Row>
  readonly read: (id: string) => Promise<Row>
  readonly onSaved: (row: Row) => void
}

export interface VersionedForm<Draft extends object, Body> {
  /** For the `FormDrawer`. */
  readonly drawer: {
    readonly form: FormInstance<Draft>
    readonly busy: boolean
    readonly error: Error | null
    readonly notice: ReactNode
  }
  readonly save: (body: Body) => void
}

/**
 * A form that was opened on a version of a thing. When somebody else was faster, nothing is lost: what was typed stays,
 * the form says what they changed, and either takes it over or goes over it, knowingly, by saving again.
 */
export function useVersionedForm<Row extends Versioned, Draft extends object, Body>(
  parts: VersionedFormParts<Row, Draft, Body>,
): VersionedForm<Draft, Body> {
  const { draftOf, keys, create, change, read, onSaved } = parts
  const t = useText('customers')
  const [form] = Form.useForm<Draft>()
  const [record] = useState(parts.record)
  const [newer, setNewer] = useState<Row>()
  const known = newer ?? record
  const onError = async (error: Error) => {
    if (record && isConflict(error)) setNewer(await read(record.id))
  }
  const on = { onSuccess: onSaved, onError: (error: Error) => void onError(error) }
  const takeOver = (row: Row) => {
    form.setFieldsValue(draftOf(row) as never)
    change.reset()
  }
  const error = create.error ?? change.error
  const conflict = error !== null && isConflict(error)
  return {
    drawer: {
      form,
      busy: create.isPending || change.isPending,
      error: conflict ? null : error,
      notice: conflict && record && newer && (
        <ChangedMeanwhile
          fields={changedBetween(record, newer, keys).map((key) => t(`field.${key}`))}
          onTake={() => takeOver(newer)}
        />
      ),
    },
    save: (body) => {
      if (known) change.mutate({ params: { id: known.id }, body, ...ifMatch(known.version) }, on)
      else create.mutate({ body }, on)
    },
  }
}

function isConflict(error: Error): boolean {
  return error instanceof RefusedByServer && error.status === 412
}

function changedBetween<Row>(before: Row, after: Row, keys: readonly (keyof Row & string)[]): string[] {
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}
