import { join } from 'node:path'
import { Router } from 'express'
import sirv from 'sirv'
import { Fault } from '@lien/contract/faults'
import { demoMessagesPath, lostLinkPath, visitPath } from '@lien/contract/wire'

const yearInSeconds = 31_536_000

/** The client's pages and their hashed assets, compressed once at build. */
export function pages(folder: string): Router {
  const router = Router()
  router.use('/assets', sirv(join(folder, 'assets'), { brotli: true, gzip: true, immutable: true, maxAge: yearInSeconds, etag: true }))
  // A missing asset must not be answered with a page.
  router.use('/assets', (_request, response) => void response.status(404).end())
  router.get(/.*/, (request, response, next) => {
    response.sendFile(pageOf(request.path), { root: folder, headers: { 'cache-control': 'no-cache' } }, (error?: Error) => {
      // A page that goes away meanwhile is nobody's fault; a page that is not there is ours.
      if (!error || response.headersSent || request.destroyed) return
      next(new Fault('unavailable', { cause: error }))
    })
  })
  return router
}

function pageOf(path: string): string {
  // The page itself asks the server, which refuses where people are real.
  if (path === demoMessagesPath) return 'demonstration.html'
  if (path === visitPath || path === `${visitPath}/` || path === lostLinkPath) return 'visit.html'
  return path.startsWith(`${visitPath}/`) ? 'back.html' : 'index.html'
}
