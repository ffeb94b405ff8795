import { clock, systemContext } from '#engine/kernel'
import { CAST } from '../cast.ts'
import { eventually } from '../stage/eventually.ts'
import type { Colleague } from '../stage/people.ts'
import { diskPhoto, signature } from '../stage/pictures.ts'
import { met, type Stage, type StoryStep } from '../step.ts'
import { choicesOf, messagesSince } from '../wechat/phone.ts'

const CHECKLIST = ['备份已核对', '静电防护', '更换固态硬盘', '恢复数据并校验', '请客户试用']
const NOTE = '已更换固态硬盘，系统与数据恢复，客户试用正常。旧盘带回。'

/** 4: the technician works without a network; everything is posted late, with the times at which it happened. */
export const offlineVisit: StoryStep = {
  name: 'offlineVisit',
  file: 'flows/visit-consumes-parts.ts',
  play: async (stage: Stage) => {
    const { parts, context, people, run, facts, remember } = stage
    const technician = await people.technician(met(facts(), 'technicianName'))
    const serials = { oldSerial: `${CAST.batch}-${4470 + run.number}`, newSerial: `9TX4C-${8120 + run.number}` }
    const photoId = facts().photoId ?? (await technician.upload('disk.png', await diskPhoto(serials.newSerial)))
    const signatureId = facts().signatureId ?? (await technician.upload('signature.png', await signature()))
    await remember({ ...serials, photoId, signatureId })
    await postLate(stage, technician)
    await fileCertificate(stage)
    await eventually('resolved incident', async () => {
      const { incident } = await parts.desk.getIncident(context, met(facts(), 'incidentId'))
      return ['resolved', 'closed'].includes(incident.state) ? true : undefined
    })
    await eventually('survey on WeChat', () => surveyOf(stage))
  },
}

/** What the phone kept while it had no network, in its order. */
async function postLate({ parts, context, run, facts, remember }: Stage, technician: Colleague): Promise<void> {
  const params = { id: met(facts(), 'visitId') }
  const visit = await parts.field.getVisit(context, params.id)
  if (visit.state === 'completed') return
  const incident = (await parts.desk.getIncident(context, met(facts(), 'incidentId'))).incident
  const at = momentsSince(incident.openedAt)
  if (visit.state === 'planned') await technician.field.startTravel({ params, body: { at: at(0.5) } })
  if (visit.state !== 'on_site') await technician.field.arrive({ params, body: { at: at(0.7) } })
  const completedAt = at(0.9)
  const { photoId, signatureId, newSerial, oldSerial } = facts()
  await technician.field.completeVisit({
    params,
    body: {
      source: `story:${run.runId}`,
      arrivedAt: at(0.7),
      completedAt,
      solved: true,
      note: NOTE,
      checklist: CHECKLIST.map((item) => ({ item, done: true })),
      usedParts: [{ code: CAST.partCode, quantity: 1, newSerial, oldSerial, defectiveBack: true }],
      photoIds: photoId === undefined ? [] : [photoId],
      signatureId,
      signedBy: '李雯',
    },
  })
  await remember({ completedAt, postedAt: clock.iso() })
}

/** Shares of the time between then and now: it all happened before it is told. */
function momentsSince(instant: string): (share: number) => string {
  const from = Date.parse(instant)
  const span = clock.ms() - from
  return (share) => new Date(from + span * share).toISOString()
}

/** The old disk leaves the bank: the certificate of its wiping is filed in the device's life. */
async function fileCertificate({ parts, context, run, facts, remember }: Stage): Promise<void> {
  const { oldSerial, technicianName } = facts()
  const certificate = `WIPE-${run.number}-${String(oldSerial)}`
  const asTechnician = systemContext(context.tenantId, met(facts(), 'technicianName'), context.traceId)
  await parts.fleet.noteLife(asTechnician, met(facts(), 'deviceId'), {
    kind: 'wipe_certificate',
    detail: { certificate, serial: oldSerial, method: 'NIST SP 800-88 Purge', by: technicianName },
    source: `story:${run.runId}:wipe`,
  })
  await remember({ certificate })
}

async function surveyOf({ parts, context, run }: Stage): Promise<true | undefined> {
  const messages = await parts.database.withTenant(context, (tx) => messagesSince(tx, run.startedAt))
  const asked = messages.some((message) => choicesOf(message).some(({ id }) => id.startsWith('rating:')))
  return asked ? true : undefined
}
