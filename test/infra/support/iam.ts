// IAM's judgement, as far as our policies use it: actions, resources, and the condition operators that stand in them.
export interface Statement {
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: unknown
  Condition?: Record<string, Record<string, unknown>>
}

export interface Asked {
  action: string
  /** As the template writes it. */
  resource: unknown
  context: Readonly<Record<string, readonly string[] | undefined>>
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value])

/** `*` any characters, `?` one. */
export const isLike = (value: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's'
  ).test(value)

type Operator = (values: readonly string[] | undefined, wanted: string[]) => boolean

const OPERATORS: Record<string, Operator> = {
  // Nothing at all satisfies "all values".
  'ForAllValues:StringLike': (values = [], wanted) => values.every((value) => wanted.some((pattern) => isLike(value, pattern))),
  Null: (values, wanted) => (values === undefined) === (wanted[0] === 'true'),
  StringEquals: (values, wanted) => values?.some((value) => wanted.includes(value)) ?? false,
  StringEqualsIfExists: (values, wanted) => values?.some((value) => wanted.includes(value)) ?? true
}

const holds = (condition: Statement['Condition'] = {}, context: Asked['context']): boolean =>
  Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const judge = OPERATORS[operator]
      if (!judge) throw new Error(`the operator ${operator} is not known here`)
      return judge(context[key], list(wanted as string | string[]))
    })
  )

/** Whether a statement speaks of what is asked. */
export const applies = ({ Action, Resource, Condition }: Statement, { action, resource, context }: Asked): boolean =>
  list(Action).some((pattern) => isLike(action, pattern)) &&
  list(Resource).some((each) => each === '*' || JSON.stringify(each) === JSON.stringify(resource)) &&
  holds(Condition, context)

/** Allowed by one statement, denied by none. */
export const isAllowed = (statements: readonly Statement[], asked: Asked): boolean =>
  statements.some((statement) => statement.Effect === 'Allow' && applies(statement, asked)) &&
  !statements.some((statement) => statement.Effect === 'Deny' && applies(statement, asked))
