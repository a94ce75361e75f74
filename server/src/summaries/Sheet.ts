import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** A face with accents, arrows, Greek and Cyrillic: what a patient typed comes out as they typed it. */
const require = createRequire(import.meta.url)
const faces = { regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'), bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf') }

export interface Cell { text: string; bold?: boolean }
interface Column { name: string; /** Of the page's width, in parts. */ share: number }

/** A tagged PDF/A-3a of headings, sentences and tables, written from top to bottom. */
export class Sheet {
  readonly #pdf: PDFKit.PDFDocument
  readonly #document: PDFKit.PDFStructureElement
  readonly #chunks: Buffer[] = []

  static create(options: { title: string; language: string; at: Date }): Sheet { return new Sheet(options) }

  private constructor({ title, language, at }: { title: string; language: string; at: Date }) {
    this.#pdf = new PDFDocument({
      size: 'A4', margin: 42, pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, lang: language, displayTitle: true, bufferPages: true, font: faces.regular,
      // PDF/UA asks for a title; a patient's name does not belong in what file managers show.
      info: { Title: title, Creator: 'Lien', CreationDate: at, ModDate: at },
    })
    this.#pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
    this.#pdf.registerFont('regular', faces.regular)
    this.#pdf.registerFont('bold', faces.bold)
    this.#document = this.#pdf.struct('Document')
    this.#pdf.addStructure(this.#document)
  }

  heading(text: string, level: 1 | 2 = 2): void {
    const pdf = this.#pdf
    // A heading does not stay alone at the foot of a page.
    if (pdf.y > pdf.page.height - 130) pdf.addPage()
    if (level === 2) pdf.moveDown(0.8)
    this.#say(`H${level}`, text, () => pdf.font('bold').fontSize(level === 1 ? 17 : 11.5))
    pdf.moveDown(0.25)
  }

  line(text: string, { bold = false, small = false } = {}): void {
    this.#say('P', text, () => this.#pdf.font(bold ? 'bold' : 'regular').fontSize(small ? 8 : 9.5))
  }

  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    const pdf = this.#pdf
    const whole = columns.reduce((sum, { share }) => sum + share, 0)
    const width = pdf.page.width - pdf.page.margins.left - pdf.page.margins.right
    const table = pdf.struct('Table')
    this.#document.add(table)
    pdf.font('regular').fontSize(8.5)
    const cell = ({ text, bold = false }: Cell, type: 'TH' | 'TD') => ({ text, type, font: { src: bold ? faces.bold : faces.regular, size: 8.5 } })
    pdf.table({
      structParent: table, columnStyles: columns.map(({ share }) => (width * share) / whole), defaultStyle: { border: [0, 0, 0.5, 0], borderColor: '#8a8578', padding: 3, align: { x: 'left', y: 'top' } },
      data: [columns.map(({ name }) => cell({ text: name, bold: true }, 'TH')), ...rows.map((row) => row.map((one, at) => cell(one, at === 0 ? 'TH' : 'TD')))],
    } as PDFKit.Mixins.TableOptionsWithData)
    table.end()
    pdf.x = pdf.page.margins.left
    pdf.moveDown(0.4)
  }

  /** The bytes; `foot` stands at the bottom of every page, outside what is read out. */
  async finish(foot: (page: number, pages: number) => string): Promise<Buffer> {
    const pdf = this.#pdf
    const { count } = pdf.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      pdf.switchToPage(page)
      const { height, margins, width } = pdf.page
      const bottom = margins.bottom
      // Within the margin: without this a new page would begin.
      margins.bottom = 0
      pdf.markContent('Artifact', { type: 'Pagination' })
      pdf.font('regular').fontSize(7.5).text(foot(page + 1, count), margins.left, height - 30, { width: width - margins.left - margins.right, align: 'right', lineBreak: false })
      pdf.endMarkedContent()
      margins.bottom = bottom
    }
    this.#document.end()
    const ended = new Promise<void>((resolve) => pdf.once('end', resolve))
    pdf.end()
    await ended
    return Buffer.concat(this.#chunks)
  }

  #say(tag: string, text: string, look: () => unknown): void {
    const pdf = this.#pdf
    this.#document.add(pdf.struct(tag, {}, () => {
      look()
      pdf.text(text, pdf.page.margins.left, pdf.y)
    }))
  }
}
