/** The door of field service. */
export * from './planner/index.ts'
