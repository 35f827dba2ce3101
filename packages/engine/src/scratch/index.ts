export { Scratch, type ScratchOptions } from './scratch.ts'
