import type { z } from 'zod'

/** An empty object. */
export type Nothing = Record<string, never>
type Input<S extends z.ZodType> = z.input<S>
type Output<S extends z.ZodType> = z.output<S>

/** Takes something, gives an answer. */
export interface Shape<I extends z.ZodType, O extends z.ZodType> {
  input: Input<I>
  output: Output<O>
}

/** Takes nothing, gives an answer. */
export interface Plain<O extends z.ZodType> {
  input: Nothing
  output: Output<O>
}

/** Takes something, gives nothing. */
export interface Done<I extends z.ZodType> {
  input: Input<I>
  output: Nothing
}
