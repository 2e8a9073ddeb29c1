import type { Construct } from 'constructs'
export function acknowledge(_scope: Construct): void {}
