/** For the TypeScript programs; the words are in postgres.mjs. */
export class EmbeddedPostgres {
  static start(options: { dataDir: string; log?: (line: string) => void; settings?: Record<string, string> }): Promise<EmbeddedPostgres>
  readonly url: string
  stop(): Promise<void>
  kill(): void
}
