import { CsvError, parse } from 'csv-parse/sync'
import { importColumns, type ImportColumn } from '@lien/contract/administration'
import { plain, type RawLine } from './rules.ts'

/** The columns without which nobody can be told apart; a service, a specialty and a language may be left out. */
const needed: readonly ImportColumn[] = ['rpps', 'nom', 'prenom', 'mail', 'role']
const aliases: Record<string, ImportColumn> = { 'email': 'mail', 'e mail': 'mail', 'adresse electronique': 'mail', 'courriel': 'mail', 'no rpps': 'rpps', 'numero rpps': 'rpps' }

export interface CsvFile { lines: RawLine[]; missing: ImportColumn[]; unreadable: boolean }

/** A CSV file by column. The separator, ; or , or a tab, is the one of its heading; quoted fields and a UTF-8 mark at the start are understood. */
export function readCsv(text: string): CsvFile {
  try {
    const rows = parse(text, { bom: true, delimiter: separatorOf(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as { record: string[]; info: { lines: number } }[]
    const [heading, ...body] = rows
    const columns = (heading?.record ?? []).map(columnOf)
    const missing = needed.filter((column) => !columns.includes(column))
    if (missing.length > 0) return { lines: [], missing, unreadable: false }
    const filled = body.filter(({ record }) => record.some((cell) => cell !== ''))
    return {
      missing, unreadable: false,
      lines: filled.map(({ record, info }) => ({
        // csv-parse counts to a record's last line; people look for its first.
        line: info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0),
        cells: Object.fromEntries(columns.flatMap((column, at) => (column ? [[column, record[at] ?? '']] : []))),
      })),
    }
  } catch (error) {
    if (error instanceof CsvError) return { lines: [], missing: [], unreadable: true }
    throw error
  }
}

function separatorOf(text: string): string {
  const [heading = ''] = text.split(/\r\n|\r|\n/, 1)
  return [';', ',', '\t'].reduce((best, one) => (heading.split(one).length > heading.split(best).length ? one : best))
}

function columnOf(heading: string): ImportColumn | null {
  const name = plain(heading)
  return importColumns.find((column) => column === name) ?? (Object.hasOwn(aliases, name) ? (aliases[name] ?? null) : null)
}
