import { composeDeliver, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { stream } from '../http/stream.ts'
import { deliver } from '../operations/deliver.ts'
import { notify } from '../operations/notify.ts'
import { warn } from '../operations/warn.ts'

/** The stream worker that sends codes, notices and warnings. */
export function create(env: Environment, host?: Host) {
  const deps = composeDeliver(env, host)
  // By the item's kind too: whoever may leave a notice or a warning must not have a code sent by it.
  const works = { 'flow send': deliver, 'flow notice': notify, 'notice notice': notify, 'expiry expiry': warn } as const
  return stream(deps.log, async (image, event, deadline) => {
    const work = works[`${image.kind} ${image.work}` as keyof typeof works]
    await work(deps, image, event, deadline)
  })
}
