// A part of one processor, as Lambda gives it by memory: 1769 MB are one vCPU. By the kernel's own quota (cgroups), as there.
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MB_PER_CPU = 1769
const PERIOD_MICROS = 20_000

interface Quota {
  parent: string
  set(folder: string, quota: number): void
}

const V1: Quota = {
  parent: '/sys/fs/cgroup/cpu',
  set: (folder, quota) => {
    writeFileSync(join(folder, 'cpu.cfs_period_us'), String(PERIOD_MICROS))
    writeFileSync(join(folder, 'cpu.cfs_quota_us'), String(quota))
  }
}
const V2: Quota = {
  parent: '/sys/fs/cgroup',
  set: (folder, quota) => writeFileSync(join(folder, 'cpu.max'), `${quota} ${PERIOD_MICROS}`)
}

export interface CpuShare {
  /** What to run a program through. */
  wrapper: readonly string[]
  release(): void
}

/** The processor time of a function with so much memory; undefined where this machine cannot ration it (it takes root). */
export function cpuFor(megabytes: number): CpuShare | undefined {
  const kind = existsSync(join(V1.parent, 'cpu.cfs_quota_us')) ? V1 : V2
  const folder = join(kind.parent, `rekey-bench-${process.pid}-${megabytes}`)
  try {
    mkdirSync(folder)
    kind.set(folder, Math.round((PERIOD_MICROS * megabytes) / MB_PER_CPU))
  } catch {
    return undefined
  }
  const enter = `echo $$ > ${join(folder, 'cgroup.procs')} && exec "$@"`
  return { wrapper: ['sh', '-c', enter, 'sh'], release: () => rmdirSync(folder) }
}
