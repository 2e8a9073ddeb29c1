// Builders of what API Gateway hands to a function.
import type { APIGatewayProxyEvent, Context } from 'aws-lambda'

export interface EventFacts {
  method?: string
  resource?: string
  params?: Record<string, string>
  headers?: Record<string, string>
  body?: string | null
  sourceIp?: string
}

/** A REST API event (payload 1.0). */
export function anEvent({
  method = 'GET',
  resource = '/',
  params = {},
  headers = {},
  body = null,
  sourceIp = '203.0.113.9'
}: EventFacts): APIGatewayProxyEvent {
  return {
    httpMethod: method,
    resource,
    path: resource,
    pathParameters: params,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    body,
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1', identity: { sourceIp } } as APIGatewayProxyEvent['requestContext']
  }
}

export const aContext = (milliseconds = 15_000): Context => ({ getRemainingTimeInMillis: () => milliseconds }) as Context
