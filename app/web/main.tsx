import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from '#kit/data'
import './locale.ts'
import './pages.ts'
import { reloadForNewBuild } from './new-build.ts'
import { createConsoleRouter } from './router.tsx'

reloadForNewBuild()
const router = createConsoleRouter()
const queryClient = createQueryClient()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
