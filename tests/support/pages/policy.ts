import type { BrowserContext } from '@playwright/test'

const spoken = /Content Security Policy|Trusted ?(HTML|Script|ScriptURL|Type)|Permissions-Policy header/i

/** Writes down whatever a browser refuses by our policies, in any page of the context: its event, its console, its report. */
export async function watchPolicy(context: BrowserContext, violations: string[]): Promise<void> {
  await context.exposeBinding('lienViolation', (_source, line: string) => void violations.push(line))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { lienViolation: (line: string) => void }).lienViolation(`${event.effectiveDirective} refused ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`)
    })
  })
  context.on('console', (message) => { if (spoken.test(message.text())) violations.push(message.text()) })
  context.on('request', (request) => { if (new URL(request.url()).pathname === '/csp-report') violations.push(`reported: ${request.postData() ?? ''}`) })
}
