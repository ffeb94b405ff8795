import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '#kit/i18n'

export interface VoicePlayerProps {
  readonly src: string
  readonly seconds: number | undefined
  readonly transcript: string | undefined
}

/** A voice message: heard here, or read. */
export function VoicePlayer({ src, seconds, transcript }: VoicePlayerProps) {
  const t = useText('conversation')
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const length = seconds ?? 0
  const toggle = () => void (playing ? audio.current?.pause() : audio.current?.play())
  const label = t(playing ? 'content.pause' : 'content.play')
  const Icon = playing ? Pause : Play
  return (
    <div>
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
      <p className="s t2 transcript">
        {transcript ? `“${transcript}” · ${t('content.transcribed')}` : t('content.noTranscript')}
      </p>
    </div>
  )
}

/** `0:09` */
function playTime(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
