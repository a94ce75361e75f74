import type { ReactNode } from 'react'

export interface Column<R> { name: string; cell: (row: R) => ReactNode }
interface Props<R> { caption: string; columns: readonly Column<R>[]; rows: readonly R[]; id: (row: R) => string; empty: string }

/** A calm table; on a phone each row is a card whose lines carry their column's name. The first column names the row. */
export function Table<R>({ caption, columns, rows, id, empty }: Props<R>) {
  if (rows.length === 0) return <p>{empty}</p>
  return (
    // Roles are said again: the phone's card layout takes the native ones away in some browsers.
    <table className="admin-table" role="table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup"><tr role="row">{columns.map(({ name }) => <th key={name} role="columnheader" scope="col">{name}</th>)}</tr></thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={id(row)} role="row">
            {columns.map(({ name, cell }, at) => (at === 0
              ? <th key={name} role="rowheader" scope="row">{cell(row)}</th>
              : <td key={name} role="cell"><span className="column-name" aria-hidden>{name}</span><span>{cell(row)}</span></td>))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
