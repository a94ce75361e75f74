import type { BrowserContext } from '@playwright/test'

interface Look { wall: string; hair: string; skin: string; clothes: string; collar: string }

/** Drawn people: nobody's real face is in a picture of Lien, and a face is what a layout must leave free. */
const looks: Record<'doctor' | 'patient' | 'other', Look> = {
  doctor: { wall: '#c7d7d9', hair: '#2b211c', skin: '#c98f6b', clothes: '#f4f6f7', collar: '#2f7f86' },
  patient: { wall: '#e8dcc8', hair: '#b9b4ae', skin: '#efc9ad', clothes: '#6f7fb0', collar: '#5b6a99' },
  other: { wall: '#d5dfc9', hair: '#7a3f1d', skin: '#f0c7a6', clothes: '#3f7f6a', collar: '#e8f0ec' },
}

/** From now on this browser's camera shows one of them, at the size the page asks for. */
export async function giveFace(context: BrowserContext, who: keyof typeof looks): Promise<void> {
  // The compiler that runs this program names functions with a helper that a page does not have.
  await context.addInitScript('globalThis.__name = (value) => value')
  await context.addInitScript((look) => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const drawn = (): MediaStreamTrack => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 })
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no canvas')
      const oval = (colour: string, x: number, y: number, width: number, height: number): void => {
        pen.fillStyle = colour
        pen.beginPath()
        pen.ellipse(x, y, width, height, 0, 0, 2 * Math.PI)
        pen.fill()
      }
      const draw = (): void => {
        const sway = 6 * Math.sin(performance.now() / 900)
        pen.fillStyle = look.wall
        pen.fillRect(0, 0, 1280, 720)
        oval(look.clothes, 640, 760, 330, 260)
        oval(look.collar, 640, 560, 90, 60)
        oval(look.hair, 640 + sway, 270, 178, 205)
        oval(look.skin, 640 + sway, 520, 62, 90)
        oval(look.skin, 640 + sway, 320, 140, 178)
        oval(look.hair, 640 + sway, 168, 150, 70)
        for (const side of [-52, 52]) {
          oval('#fff', 640 + side + sway, 310, 22, 13)
          oval('#33261f', 640 + side + sway, 310, 10, 11)
        }
        pen.strokeStyle = '#8c4f45'
        pen.lineWidth = 8
        pen.lineCap = 'round'
        pen.beginPath()
        pen.arc(640 + sway, 380, 48, 0.2 * Math.PI, 0.8 * Math.PI)
        pen.stroke()
      }
      setInterval(draw, 100)
      draw()
      const [track] = canvas.captureStream(10).getVideoTracks()
      if (!track) throw new Error('no track')
      return track
    }
    navigator.mediaDevices.getUserMedia = async (wanted = {}) => {
      const stream = await real(wanted)
      for (const track of stream.getVideoTracks()) {
        stream.removeTrack(track)
        track.stop()
        stream.addTrack(drawn())
      }
      return stream
    }
  }, looks[who])
}

/** From now on what this browser shares is a page of laboratory results with made-up values. */
export async function giveScreen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1920, height: 1080 })
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no canvas')
      const rows = [['Hémoglobine', '11,2 g/dL', '12,0 – 16,0'], ['Leucocytes', '4,1 G/L', '4,0 – 10,0'], ['Neutrophiles', '2,3 G/L', '1,8 – 7,5'], ['Plaquettes', '182 G/L', '150 – 400'], ['Créatinine', '68 µmol/L', '45 – 84'], ['ASAT', '24 U/L', '< 35']]
      setInterval(() => {
        pen.fillStyle = '#ffffff'
        pen.fillRect(0, 0, 1920, 1080)
        pen.strokeStyle = '#c0392b'
        pen.lineWidth = 12
        pen.strokeRect(6, 6, 1908, 1068)
        pen.fillStyle = '#1d2b33'
        pen.font = '600 64px sans-serif'
        pen.fillText('Résultats d’exemple (valeurs fictives)', 100, 150)
        pen.font = '44px sans-serif'
        for (const [index, row] of rows.entries()) for (const [column, text] of row.entries()) pen.fillText(text, [100, 860, 1360][column] ?? 0, 290 + index * 120)
      }, 200)
      return Promise.resolve(canvas.captureStream(5))
    }
  })
}
