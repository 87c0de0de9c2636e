// Random bits by position, the same function as `hashCounter` in engine/random.ts.

@inline
export function hashCounter(key: u32, index: u32): u32 {
  let hash = key ^ (index * 0x9e3779b1);
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}
