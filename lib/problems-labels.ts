/** What is wrong with the labels of keys that are rotated: of one kind there is the current one, and at most one more while that goes on. */
export function labelProblems(field: string, labels: readonly string[] | undefined): string[] {
  if (labels === undefined) return []
  const wrong: [boolean, string][] = [
    [labels.length === 0, 'needs at least one label'],
    [labels.length > 2, 'needs the current one and at most one more'],
    [labels.some((label) => !/^[A-Za-z0-9]{1,16}$/.test(label)), 'must be labels of 1 to 16 letters and digits'],
    [new Set(labels).size < labels.length, 'must differ']
  ]
  return wrong.flatMap(([is, told]) => (is ? [`${field}: ${told}`] : []))
}
