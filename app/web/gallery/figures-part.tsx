import { AreaChart, BarChart, LineChart, TelemetryChart } from '#kit/charts'
import { useText } from '#kit/i18n'
import { PlaceMap, type Place } from '#kit/map'
import { Card, Chip, FigureTile, Pane, SeverityMark, StatusMark } from '#kit/ui'
import './gallery.css'
import { shenzhen, shenzhenNames } from './shenzhen.ts'

const HOURS = Array.from({ length: 25 }, (_, hour) => String(hour).padStart(2, '0'))
const TODAY = [40, 32, 28, 24, 30, 64, 148, 380, 900, 1480, 1720, 1610, 1240, 1130, 1500]
const FRIDAY = [
  42, 30, 26, 25, 31, 60, 140, 350, 840, 1390, 1600, 1520, 1180, 1090, 1380, 1450, 1390, 1300, 980, 700, 520, 400, 300,
  180, 90,
]
const DAYS = Array.from({ length: 30 }, (_, day) => String(day + 1))
const BASE = DAYS.map((_, day) => (day < 20 ? 40 : null))
const BUFFER = DAYS.map((_, day) => (day < 20 ? 3 + day * 0.24 : null))
const FORECAST = DAYS.map((_, day) => (day < 19 ? null : 47.6 + (day - 19) * 0.07))
const SIX_HOURS = Array.from({ length: 2160 }, (_, index) => 1_795_127_400 + index * 10)
const DEGREES = SIX_HOURS.map(
  (_, index) => 46 + 6 * Math.sin(index / 190) + 3 * Math.sin(index / 23) + (index > 1500 && index < 1640 ? 5 : 0),
)

export function FiguresPart() {
  const t = useText('gallery')
  return (
    <Pane bar={<h2>{t('parts.figures')}</h2>}>
      <div className="gallery-wall">
        <Tiles />
        <Charts />
        <Card title={t('mapTitle')}>
          <div className="gallery-map">
            <PlaceMap
              label={t('mapTitle')}
              places={usePlaces()}
              routes={ROUTES}
              ground={useGround()}
              bounds={[
                [113.84, 22.49],
                [114.3, 22.73],
              ]}
            />
          </div>
        </Card>
      </div>
    </Pane>
  )
}

function Charts() {
  const t = useText('gallery')
  const channels = ['wechat', 'wecom', 'web', 'hotline', 'email'].map((channel) => t(channel))
  return (
    <>
      <Card title={t('questions')}>
        <LineChart
          summary={t('questionsSummary')}
          x={HOURS}
          series={[
            { name: t('today'), values: TODAY },
            { name: t('lastFriday'), values: FRIDAY, role: 'comparison' },
          ]}
        />
      </Card>
      <Card title={t('storage')}>
        <AreaChart
          summary={t('storageSummary')}
          x={DAYS}
          unit="TB"
          nowAt={19}
          series={[
            { name: t('base'), values: BASE, stepped: true },
            { name: t('buffer'), values: BUFFER, stepped: true },
            { name: t('forecast'), values: FORECAST, role: 'forecast' },
          ]}
          limits={[
            { name: t('baseLine'), value: 40, kind: 'level' },
            { name: t('limitLine'), value: 60 },
          ]}
        />
      </Card>
      <Card title={t('channels')}>
        <BarChart
          summary={t('channelsSummary')}
          x={channels}
          series={[
            { name: t('inProgress'), values: [214, 141, 93, 52, 33] },
            { name: t('waiting'), values: [4, 2, 0, 3, 9] },
          ]}
        />
      </Card>
      <Card title={t('temperature')} aside={<Chip>ThinkPad X1 · PF4K7M2Q</Chip>}>
        <TelemetryChart
          summary={t('temperatureSummary')}
          unit="°C"
          limit={55}
          times={SIX_HOURS}
          series={[{ name: t('temperature'), values: DEGREES }]}
        />
      </Card>
    </>
  )
}

function Tiles() {
  const t = useText('gallery')
  return (
    <div className="gallery-tiles">
      <FigureTile label={t('inQueue')} value="9" unit={t('people')}>
        {t('queueNote')}
      </FigureTile>
      <FigureTile label={t('agents')} value="38" unit="/ 41">
        {t('agentsNote')}
      </FigureTile>
      <FigureTile label={t('bot')} value="57.3" unit="%">
        <span>{t('botNote1')}</span>
        <span>{t('botNote2')}</span>
        <span>{t('botNote3')}</span>
      </FigureTile>
      <FigureTile label={t('good')} value="94.1" unit="%">
        <StatusMark shape="done" form="plain">
          {t('goodTarget')}
        </StatusMark>
        <span>{t('goodNote')}</span>
      </FigureTile>
      <FigureTile label={t('openIncidents')} value="147">
        <SeverityMark level={1} form="mark" /> 1 <SeverityMark level={2} form="mark" /> 6 <span>{t('mayBreach')}</span>
      </FigureTile>
      <FigureTile label={t('visits')} value="64" unit="/ 118">
        {t('visitsNote')}
      </FigureTile>
    </div>
  )
}

const ROUTES = [
  {
    id: 'r1',
    path: [
      [113.985, 22.545],
      [114.03, 22.54],
      [114.062, 22.535],
    ] as const,
    dashed: true,
  },
]

function usePlaces(): Place[] {
  const t = useText('gallery')
  return [
    {
      id: '1',
      name: t('chen'),
      detail: t('driving'),
      at: [113.985, 22.545],
      shape: 'driving',
      tone: 'accent',
      heading: 80,
    },
    { id: '2', name: t('wangLei'), detail: t('free'), at: [114.02, 22.66], shape: 'free', tone: 'ok' },
    { id: '3', name: t('zhaoMin'), detail: t('free'), at: [113.9, 22.61], shape: 'free', tone: 'ok' },
    { id: '4', name: t('chenYifan'), detail: t('atCustomer'), at: [114.13, 22.57], shape: 'onsite' },
    { id: '5', name: t('suQing'), detail: t('atCustomer'), at: [113.95, 22.56], shape: 'onsite' },
    {
      id: '6',
      name: t('luoQian'),
      detail: t('driving'),
      at: [114.2, 22.64],
      shape: 'driving',
      tone: 'accent',
      heading: 310,
    },
    { id: '7', name: t('switchDown'), at: [114.062, 22.535], shape: 'late', tone: 'bad', alert: true },
  ]
}

function useGround() {
  const t = useText('gallery')
  return { ...shenzhen, names: shenzhenNames.map(({ name, at }) => ({ name: t(`places.${name}`), at })) }
}
