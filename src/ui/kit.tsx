/** Everything the kit's pieces stand in: screen, antd in Chinese with the city's tokens, messages, keys. */
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { KeyboardProvider } from './keyboard.tsx'
import { ScreenProvider, useScreen } from './screen.tsx'
import { themeOf } from './theme.ts'
import { UndoProvider } from './undo.tsx'

export function KitProvider({ children }: { children: ReactNode }) {
  return (
    <ScreenProvider>
      <Themed>{children}</Themed>
    </ScreenProvider>
  )
}

function Themed({ children }: { children: ReactNode }) {
  const { mode, wide, still } = useScreen()
  const nonce = styleNonce()
  return (
    <ConfigProvider
      locale={zhCN}
      theme={themeOf(mode, wide, still)}
      button={{ autoInsertSpace: false }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <KeyboardProvider>
        <UndoProvider>{children}</UndoProvider>
      </KeyboardProvider>
    </ConfigProvider>
  )
}

/** Where the server allows styles by nonce only, it writes it into this tag. */
function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined
}
