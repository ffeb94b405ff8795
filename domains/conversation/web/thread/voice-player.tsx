import { Download, Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '#kit/i18n'

export interface VoicePlayerProps {
  readonly src: string
  readonly seconds: number | undefined
  readonly transcript: string | undefined
  readonly mimeType: string
}

const PLAYABLE = /^audio\/(mpeg|mp4|aac|x-m4a|ogg|opus|wav|x-wav|webm)\b/

/** A voice message: heard here or read; one in a form that no browser plays is taken along as a file. */
export function VoicePlayer(props: VoicePlayerProps) {
  const t = useText('conversation')
  const { src, transcript, mimeType } = props
  return (
    <div>
      {PLAYABLE.test(mimeType) ? (
        <Player {...props} />
      ) : (
        <a className="row" href={`${src}?download=true`}>
          <Download aria-hidden size={14} strokeWidth={1.75} /> {t('content.download')}
        </a>
      )}
      <p className="s t2 transcript">
        {transcript ? `“${transcript}” · ${t('content.transcribed')}` : t('content.noTranscript')}
      </p>
    </div>
  )
}

function Player({ src, seconds }: VoicePlayerProps) {
  const t = useText('conversation')
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const length = seconds ?? 0
  const toggle = () => void (playing ? audio.current?.pause() : audio.current?.play())
  const label = t(playing ? 'content.pause' : 'content.play')
  const Icon = playing ? Pause : Play
  return (
    <div className="voice">
      <button type="button" className="icon-button voice-button" aria-label={label} title={label} onClick={toggle}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
      </button>
      <span className="meter" aria-hidden>
        <i style={{ width: `${length > 0 ? Math.min(100, (at / length) * 100) : 0}%` }} />
      </span>
      <span className="s n t2">{playTime(length)}</span>
      <audio
        ref={audio}
        src={src}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
      >
        <track kind="captions" />
      </audio>
    </div>
  )
}

/** `0:09` */
function playTime(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
