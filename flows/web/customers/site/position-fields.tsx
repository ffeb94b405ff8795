import { Form, InputNumber } from 'antd'
import { useCallback } from 'react'
import { useQuery } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { PlaceMap, type Place, type Position } from '#kit/map'
import { partyApi, type Site } from '../../api.ts'

const SELF = 'self'
const AROUND_MAX = 60
const LIMITS = { longitude: 180, latitude: 90 } as const

/** An emptied field holds null, one that was never filled undefined. */
type Degree = number | null | undefined

const isEmpty = (degree: Degree): degree is null | undefined => degree === null || degree === undefined

/** Where a site is: by a click on the map, by dragging its mark, or by typing. Other sites stand there as landmarks. */
export function PositionFields({ id }: { id?: string }) {
  const t = useText('customers')
  const form = Form.useFormInstance()
  const longitude = Form.useWatch<Degree>('longitude')
  const latitude = Form.useWatch<Degree>('latitude')
  const place = useCallback(
    ([lng, lat]: Position) => {
      form.setFieldsValue({ longitude: lng, latitude: lat })
      void form.validateFields(['longitude', 'latitude'])
    },
    [form],
  )
  const own = isEmpty(longitude) || isEmpty(latitude) ? undefined : ([longitude, latitude] as const)
  const landmarks = useLandmarks(id)
  const places: Place[] = own
    ? [...landmarks, { id: SELF, name: t('site.here'), at: own, shape: 'onsite', tone: 'accent' }]
    : landmarks
  return (
    <>
      {places.length > 0 && (
        <div className="position-map">
          <PlaceMap label={t('site.map')} places={places} selected={SELF} onPlace={place} {...nearOwn(own)} />
        </div>
      )}
      <p className="s t2 position-hint">{t(places.length > 0 ? 'hint.position' : 'hint.positionTyped')}</p>
      <div className="position-fields">
        <Degrees name="longitude" other="latitude" />
        <Degrees name="latitude" other="longitude" />
      </div>
    </>
  )
}

/** Both or neither; a number in its limits. */
function Degrees({ name, other }: { name: keyof typeof LIMITS; other: keyof typeof LIMITS }) {
  const t = useText('customers')
  const limit = LIMITS[name]
  return (
    <Form.Item
      name={name}
      label={t(`field.${name}`)}
      dependencies={[other]}
      rules={[
        { type: 'number', min: -limit, max: limit, message: t('wrong.degrees', { limit }) },
        ({ getFieldValue }) => ({
          validator: (_, value: Degree) =>
            isEmpty(value) && !isEmpty(getFieldValue(other) as Degree)
              ? Promise.reject(new Error(t('missing.position')))
              : Promise.resolve(),
        }),
      ]}
    >
      <InputNumber controls={false} precision={6} step={0.001} />
    </Form.Item>
  )
}

function useLandmarks(id: string | undefined): Place[] {
  const nameOf = useLocalName()
  const { data } = useQuery(partyApi.query('listSites', { query: { limit: AROUND_MAX } }))
  return (data?.items ?? []).flatMap((site) => (site.id === id ? [] : placeOf(site, nameOf)))
}

/** A site on a map; nothing when nobody knows where it is. */
export function placeOf(site: Site, nameOf: (name: string | null, alias: string | null) => string | null): Place[] {
  const { id, name, alias, address, longitude, latitude } = site
  if (longitude === null || latitude === null) return []
  return [{ id, name: nameOf(name, alias) ?? name, detail: address, at: [longitude, latitude], shape: 'onsite' }]
}

const AROUND_DEGREES = 0.03

/** The map begins around the site itself where its place is known. */
function nearOwn(own: Position | undefined): { bounds?: readonly [Position, Position] } {
  if (!own) return {}
  const [lng, lat] = own
  return {
    bounds: [
      [lng - AROUND_DEGREES, lat - AROUND_DEGREES],
      [lng + AROUND_DEGREES, lat + AROUND_DEGREES],
    ],
  }
}
