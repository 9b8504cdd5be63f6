/** 接触人: who of the own unit met the company, and which units were there together. */
import { Button } from 'antd'
import { useState } from 'react'
import * as people from '#features/people/contract.ts'
import { usePage } from '#ui/data.tsx'
import { useMe } from '#ui/me.tsx'
import { Cell } from './cell.tsx'
import type { FormProps } from './form-props.ts'
import { UnitsField } from './unit-field.tsx'

export function ContactFields({ form, set, organisation, errors, light }: FormProps) {
  const me = useMe()
  const [asked, setAsked] = useState(false)
  const persons = usePage(people.persons, { query: { unit: form.unitId } }, { enabled: asked && form.unitId !== '' })
  const [joint, setJoint] = useState(false)
  const others = (persons.data?.rows ?? []).filter(({ id }) => id !== me.actor.personId)
  return (
    <>
      <Cell label="接触人" error={errors.contacts} light={light}>
        {(control) => (
          <select
            {...control}
            className="plain-select"
            value={form.contactPersonId}
            onFocus={() => setAsked(true)}
            onChange={(event) => set({ contactPersonId: event.target.value })}
          >
            <option value={me.actor.personId}>{me.actor.name}（我）</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">单位同事，不具名</option>
          </select>
        )}
      </Cell>
      {joint || form.jointUnitIds.length > 0 ? (
        <Cell label="联合单位" light={light}>
          {(control) => (
            <UnitsField
              control={control}
              label="一起接触的单位"
              placeholder="选单位"
              organisation={organisation}
              without={[form.unitId]}
              value={form.jointUnitIds}
              onChange={(jointUnitIds) => set({ jointUnitIds })}
            />
          )}
        </Cell>
      ) : (
        <div className="cell-more">
          <Button type="link" onClick={() => setJoint(true)}>
            ＋ 联合单位
          </Button>
        </div>
      )}
    </>
  )
}
