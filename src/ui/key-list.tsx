/** The list of keys that work on this page, and the switch that turns them off. */
import { Button, Modal, Switch } from 'antd'

export type Key = { readonly say: string; readonly press: () => void }
/** by `event.key`: `j`, `Enter`, `?` */
export type Keys = Readonly<Record<string, Key>>

const names: Readonly<Record<string, string>> = { Enter: '回车', Escape: 'Esc' }

export function KeyList({
  keys,
  on,
  turn,
  close,
}: {
  keys: Keys
  on: boolean
  turn: (on: boolean) => void
  close: () => void
}) {
  return (
    <Modal open onCancel={close} footer={<Button onClick={close}>关闭</Button>} title="快捷键" width={420}>
      <dl className="keys">
        {Object.entries({ ...keys, '?': { say: '看快捷键' } }).map(([name, { say }]) => (
          <div key={name}>
            <dt>
              <kbd>{names[name] ?? name}</kbd>
            </dt>
            <dd>{say}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <Switch checked={on} onChange={turn} aria-label="使用快捷键" /> 使用快捷键
      </div>
    </Modal>
  )
}
