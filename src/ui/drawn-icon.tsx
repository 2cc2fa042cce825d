import { createElement, type SVGProps } from 'react';

interface IconDrawing {
  readonly node: readonly (readonly [string, Readonly<Record<string, string>>])[];
}

/**
 * Draws an icon of lucide-react where the app is built (scripts/icons-apart.mjs): the same lines as the library's own
 * drawing, which looks for colours, widths and contexts that nobody here sets, in one component more for each icon.
 */
export default function createIcon({ node }: IconDrawing) {
  const lines = node.map(([shape, attributes]) => createElement(shape, attributes));
  return function DrawnIcon({ size = 24, ...rest }: SVGProps<SVGSVGElement> & { size?: number }) {
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        {...rest}
      >
        {lines}
      </svg>
    );
  };
}
