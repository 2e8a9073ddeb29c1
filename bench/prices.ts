// What AWS asks, in USD: list prices of us-east-1 without taxes and discounts, as published up to mid-2026. Read, not fetched: from
// AWS's price pages for KMS (aws.amazon.com/kms/pricing) and CloudWatch's free tier, else from price guides of 2025 and 2026 that quote
// those pages (REST API, WAF, DynamoDB on demand since November 2024, Lambda arm64, Secrets Manager). Check before you rely on one.

export const PRICES_AS_OF = '2026-06'

const MILLION = 1e6

/** For one of each. */
export const PRICES = {
  apiRequest: 3.5 / MILLION,
  lambdaRequest: 0.2 / MILLION,
  lambdaGbSecond: 0.0000133334,
  tableWriteUnit: 0.625 / MILLION,
  tableReadUnit: 0.125 / MILLION,
  kmsRequest: 0.03 / 10_000,
  secretRequest: 0.05 / 10_000,
  wafRequest: 0.6 / MILLION,
  logGigabyte: 0.5,
  /** To the internet, after the 100 GB a month that are free for everybody. */
  outGigabyte: 0.09,
  /** CloudFront, North America and Europe; its first 10 million requests and its first TB of a month are free. */
  edgeRequest: 1 / MILLION
} as const

/** For a month of each. */
export const MONTHLY = {
  kmsKey: 1,
  secret: 0.4,
  alarmMetric: 0.1,
  dashboard: 3,
  customMetric: 0.3,
  webAcl: 5,
  webAclRule: 1,
  tableGigabyte: 0.25,
  backupGigabyte: 0.2,
  logGigabyte: 0.03,
  interfaceEndpointPerZone: 7.3
} as const

/** What an account has free in every month, not only in its first year. */
export const ALWAYS_FREE = {
  lambdaRequests: 1_000_000,
  lambdaGbSeconds: 400_000,
  alarmMetrics: 10,
  dashboards: 3,
  customMetrics: 10,
  logGigabytes: 5,
  kmsRequests: 20_000,
  tableGigabytes: 25
} as const
