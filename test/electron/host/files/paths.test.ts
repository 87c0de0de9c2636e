// Folders by platform, and the assets beside the sources.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetsFolder, getCacheFolder, getUserDataFolder, packageFile } from '../../../../electron/host/files/paths.ts';

describe('folders', () => {
  it('lie where each platform keeps such things', () => {
    expect(getCacheFolder({}, 'linux')).toMatch(/\.cache\/receptive$/);
    expect(getCacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/receptive$/);
    expect(getCacheFolder({ LOCALAPPDATA: 'L' }, 'win32')).toMatch(/^L.receptive.cache$/);
    expect(getUserDataFolder({}, 'linux')).toMatch(/\.config\/receptive$/);
    expect(getUserDataFolder({ APPDATA: 'R' }, 'win32')).toMatch(/^R.receptive$/);
  });

  it('follow the environment where it names others', () => {
    expect(getCacheFolder({ XDG_CACHE_HOME: '/elsewhere' }, 'linux')).toBe('/elsewhere/receptive');
    expect(getUserDataFolder({ XDG_CONFIG_HOME: '/elsewhere' }, 'linux')).toBe('/elsewhere/receptive');
  });

  it('hold what comes with the product', () => {
    expect(existsSync(assetsFolder)).toBe(true);
    expect(existsSync(packageFile)).toBe(true);
  });
});
