/** The city in the browser: starts the clock, the data, the addresses and the shell. */
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DataProvider, newDataClient } from '#ui/data.tsx'
import { KitProvider } from '#ui/kit.tsx'
import { setClock } from '#ui/now.ts'
import { watchPresence } from '#ui/presence.ts'
import { newRouter } from './web/router.tsx'
import './web.css'

// until the first answer says what the server's clock shows, the machine's own must do
setClock(() => Date.now())
watchPresence()

// a page's file that is gone means a newer city was put up since this tab was opened: fetch it, but never in a circle
addEventListener('vite:preloadError', () => {
  if (!navigator.onLine || sessionStorage.getItem('wutong:renewed') === location.href) return
  sessionStorage.setItem('wutong:renewed', location.href)
  location.reload()
})

const place = document.getElementById('app')
if (!place) throw new Error('web.html has no #app')
const client = newDataClient()
createRoot(place).render(
  <StrictMode>
    <DataProvider client={client}>
      <KitProvider>
        <RouterProvider router={newRouter()} />
      </KitProvider>
    </DataProvider>
  </StrictMode>,
)
