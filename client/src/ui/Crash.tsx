import { Component, type ReactNode } from 'react'
import type { Catalogue } from '../i18n/fr/index.ts'

/** The one error boundary: offers what helps, which is to come back, or to be called. */
export class Crash extends Component<{ words: Catalogue['common']; phone: () => string | null; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    const { words, children } = this.props
    if (!this.state.broken) return children
    const phone = this.props.phone()
    return (
      <div className="theme">
        <main className="page-main">
          <h1>{words.crash.title}</h1>
          <p role="alert">{words.crash.body}</p>
          <button type="button" className="button primary big" onClick={() => location.reload()}>{words.reload}</button>
          {phone && <p>{words.crash.call} <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{words.callWard(phone)}</a></p>}
        </main>
      </div>
    )
  }
}
