/** The order of the house, bottom first: a feature may look only at those that stand before it. */
export const featureOrder = [
  'settings',
  'documents',
  'people',
  'deadlines',
  'briefs',
  'leaderboards',
  'cockpit',
] as const
