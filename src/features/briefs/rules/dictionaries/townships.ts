/** The 36 townships of 舟山 by county, the ground every local brief stands on (GB/T 10114): codes and names of GB/T 2260 as the National Bureau of Statistics published them (statistical division codes, 2023 edition). */

/** county code, then each township as the three digits that follow and the name */
export const zhoushanTownships: readonly string[] = [
  '330902 002昌国街道 003环南街道 004城东街道 005盐仓街道 006临城街道 007岑港街道 008马岙街道 009双桥街道 010小沙街道 050千岛街道 100金塘镇 104白泉镇 105干览镇',
  '330903 001沈家门街道 003东港街道 004朱家尖街道 005展茅街道 100六横镇 102虾峙镇 104桃花镇 105东极镇 106普陀山镇',
  '330921 100高亭镇 101东沙镇 102岱东镇 103岱西镇 105长涂镇 106衢山镇 200秀山乡',
  '330922 100菜园镇 101嵊山镇 102洋山镇 200五龙乡 201黄龙乡 202枸杞乡 203花鸟乡',
]
