/**
 * The last words of a start: what to open, and what this is.
 * @param {{ ready: { url: string, demo?: { professional: { email: string, password: string }, colleagues: { role: string, email: string }[], consultations: { title: string, links: { who: string, url: string }[] }[] } }, dataDir: string, log: string, lan: boolean, database: boolean, seconds: number }} options
 * @returns {string}
 */
export function closingWords({ ready, dataDir, log, lan, database, seconds }) {
  const { url, demo } = ready
  const rule = '─'.repeat(72)
  const lines = [rule, `Lien is ready (${seconds.toFixed(1)} s).`, '']
  if (demo) {
    lines.push(
      'THIS IS THE DEMO: fictitious people, and secrets that Lien made itself.',
      'Do not put a real patient in it.',
      '',
      `Professionals   ${url}`,
      `                ${demo.professional.email}`,
      `                password: ${demo.professional.password}`,
      ...demo.colleagues.map(({ role, email }) => `                ${email} (${role}, same password)`),
    )
    for (const { title, links } of demo.consultations) {
      lines.push('', title)
      for (const { who, url: link } of links) lines.push(`  ${who}`, `    ${link}`)
    }
    lines.push(
      '', 'Open the professionals\' page in one window and a patient\'s link in another.',
      'A link alone opens nothing: a patient types the birth date printed above, the',
      'others a code that is sent to them. What Lien sends is shown at',
      `  ${url}/demonstration/messages`,
      `A lost link is found again at ${url}/lien-perdu (Claire Rivière: 06 39 98 00 01)`,
    )
  } else lines.push(url)
  if (lan)
    lines.push('', 'On a phone of the same network: open the link, accept the warning about the', 'certificate (this machine made it), then allow camera and microphone.')
  lines.push('', `Data    ${dataDir}${database ? '  (database, secrets)' : ''}`, `Log     ${log}`, `Stop    Ctrl-C`, rule)
  return `\n${lines.join('\n')}\n`
}
