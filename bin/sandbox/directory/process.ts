// Real servers as child processes on loopback: started on ports of their own, waited for, and ended for certain.
import type { ChildProcess } from 'node:child_process'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { LOOPBACK } from '../loopback.ts'

/** Two ports that were free a moment ago. */
export async function freePorts(): Promise<[number, number]> {
  const servers = await Promise.all(
    [0, 1].map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer()
          server.listen(0, LOOPBACK, () => resolve(server))
        })
    )
  )
  const [first = 0, second = 0] = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return [first, second]
}

/** Whether something listens there. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, LOOPBACK, () => resolve(socket.destroy() !== undefined))
    socket.on('error', () => resolve(false))
  })

/** Waits until a server listens; throws where it ends before, or takes too long. */
export async function listening(name: string, server: ChildProcess, port: number, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`${name} ended with ${server.exitCode} before it listened: is port ${port} taken?`)
    if (performance.now() > until) throw new Error(`${name} does not listen`)
    await pause(20)
  }
}

/** Asks it to end, and insists after a while. */
export async function ended(server: ChildProcess, milliseconds = 3000): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const insist = setTimeout(() => server.kill('SIGKILL'), milliseconds)
  await gone
  clearTimeout(insist)
}
