// The gallery itself: theme and language from the address (`?theme=dark&language=zh`) or chosen above, then every control.
import { Tooltip } from 'radix-ui';
import { useLayoutEffect, useState } from 'react';
import { Segments } from '../Segments.tsx';
import { Basics } from './Basics.tsx';
import { Buttons } from './Buttons.tsx';
import { Covers } from './Covers.tsx';
import { Fields } from './Fields.tsx';
import styles from './Gallery.module.css';
import { Inputs } from './Inputs.tsx';
import { Reports } from './Reports.tsx';
import { type Language, languages } from './words.ts';

type Theme = 'light' | 'dark';

export function Gallery({ address }: { readonly address: URLSearchParams }) {
  const [theme, setTheme] = useState<Theme>(address.get('theme') === 'dark' ? 'dark' : 'light');
  const [language, setLanguage] = useState<Language>(address.get('language') === 'zh' ? 'zh' : 'en');
  const words = languages[language];
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = language;
  }, [theme, language]);
  return (
    <Tooltip.Provider delayDuration={0}>
      <main className={styles.gallery}>
        <header className={styles.head}>
          <h1>Controls</h1>
          <Segments<Theme>
            label="Theme"
            options={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            value={theme}
            onChange={setTheme}
          />
          <Segments<Language>
            label="Language"
            options={[
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
            value={language}
            onChange={setLanguage}
          />
        </header>
        <Basics words={words} />
        <Buttons words={words} />
        <Inputs words={words} />
        <Fields words={words} />
        <Reports words={words} />
        <Covers words={words} />
      </main>
    </Tooltip.Provider>
  );
}
