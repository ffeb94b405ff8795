import { Button, Input, Modal } from 'antd'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { fleetApi, type DeviceRow } from '../api.ts'

/** Gives the device a new token and shows it this once; the old one is refused from then on. */
export function TokenButton({ device }: { device: DeviceRow }) {
  const t = useText('fleet')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<KeyRound aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setOpen(true)}>
        {t('token.replace')}
      </Button>
      {open && <TokenDialog device={device} onClose={() => setOpen(false)} />}
    </>
  )
}

function TokenDialog({ device: { deviceId, serial }, onClose }: { device: DeviceRow; onClose: () => void }) {
  const t = useText('fleet')
  const command = useCommand(fleetApi, 'replaceToken')
  const token = command.data?.token
  const buttons = token ? (
    <Button type="primary" onClick={onClose}>
      {t('kit:close')}
    </Button>
  ) : (
    <>
      <Button autoFocus onClick={onClose}>
        {t('token.keep')}
      </Button>
      <Button
        danger
        type="primary"
        loading={command.isPending}
        onClick={() => command.mutate({ params: { id: deviceId } })}
      >
        {t('token.replace')}
      </Button>
    </>
  )
  return (
    <Modal open title={t('token.title', { serial })} footer={buttons} onCancel={onClose} mask={{ closable: !token }}>
      {token ? (
        <>
          <p>{t('token.once')}</p>
          <Input
            className="mono token"
            readOnly
            aria-label={t('token.new')}
            value={token}
            onFocus={({ target }) => target.select()}
          />
        </>
      ) : (
        <p>{t('token.consequence')}</p>
      )}
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
