import type { ActCommandName, Input, MediaCommandName, Output } from '@lien/contract/commands'
import type { Act } from './act.ts'
import type { Caller } from './caller.ts'

/** Handlers of some commands; app.ts puts all of them together, and a missing one does not compile. */
export type ActHandlers<N extends ActCommandName> = { [K in N]: (act: Act, input: Input<K>) => Promise<Output<K>> }

/** The page that a media command came from. */
export interface Line { socketId: string; caller: Caller }
export type MediaHandlers<N extends MediaCommandName> = { [K in N]: (line: Line, input: Input<K>) => Promise<Output<K>> }

export type Handlers = ActHandlers<ActCommandName> & MediaHandlers<MediaCommandName>
