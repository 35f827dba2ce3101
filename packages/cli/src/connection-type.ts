export type Progress = (step: { text: string; share?: number }) => void

/** The way to the operations: through a running server, or in this process. */
export interface Connection {
  run(operationId: string, input: object, progress?: Progress): Promise<unknown>
  close(): Promise<void>
}
