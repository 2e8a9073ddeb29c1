import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isOneSegment } from '../../lambdas/messages/segment.ts'
import { samples } from '../../scripts/samples.ts'

const FOLDER = 'docs/samples'

test('the samples in the documents are what is sent', () => {
  for (const [path, text] of samples())
    expect(readFileSync(join(FOLDER, path), 'utf8'), `${path} is old: run node scripts/samples.ts`).toBe(text)
})

test('nothing else lies among them, and every picture is there', () => {
  const pictures = [...(samples().get('README.md') ?? '').matchAll(/\((\S+\.png)\)/g)].map(([, path]) => path)
  expect(pictures.length).toBeGreaterThan(4)
  expect(globSync('**/*.*', { cwd: FOLDER }).sort()).toEqual([...samples().keys(), ...pictures].sort())
})

test('every sample of an SMS is one segment', () => {
  const texts = [...samples()].filter(([path]) => path.endsWith('sms.txt')).flatMap(([, text]) => text.trimEnd().split('\n\n----\n\n'))
  expect(texts.length).toBeGreaterThan(10)
  for (const text of texts) expect([text, isOneSegment(text)]).toEqual([text, true])
})
