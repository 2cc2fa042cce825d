import { Fragment } from 'react';
import { classNames } from '../../ui/class-names.ts';
import type { Block, Cell, Part, Run, Table, Words } from './report-blocks.ts';
import { GlanceTable } from './glance-table.tsx';
import { DrawingView, PhotoView } from './pictures-view.tsx';
import styles from './paper.module.css';

/** The report on paper. What stands in it is decided elsewhere. */
export function BlocksView({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => <BlockView key={index} block={block} />);
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'title':
      return (
        <h2 className={styles['title']} dir="auto">
          {block.text}
          {block.under !== '' && <small className={styles['under']}>{block.under}</small>}
        </h2>
      );
    case 'heading': {
      // The title is the page's second heading; what stands in it comes below.
      const Heading = `h${block.level + 2}` as 'h3' | 'h4' | 'h5';
      return (
        <Heading className={classNames(block.startsPage && styles['starts-page'])} dir="auto">
          {block.text}
        </Heading>
      );
    }
    case 'facts':
      return (
        <dl className={styles['facts']}>
          {block.facts.map(({ name, text }) => (
            <Fragment key={name}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{text}</dd>
            </Fragment>
          ))}
        </dl>
      );
    case 'list':
      return (
        <ul className={styles['list']}>
          {block.items.map((runs, index) => (
            <li key={index} className={styles['words']} dir="auto">
              <Runs runs={runs} />
            </li>
          ))}
        </ul>
      );
    case 'glance':
      return <GlanceTable label={block.label} glance={block.glance} />;
    case 'words':
      return <WordsView words={block} />;
    case 'table':
      return <TableView table={block} />;
    default:
      return block satisfies never;
  }
}

/** The heads come again on every page. */
export function TableView({ table }: { table: Table }) {
  return (
    <table className={styles['table']} aria-label={table.label}>
      <colgroup>
        {table.widths.map((width, index) => (
          <col key={index} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.head.map((cell, index) => (
            <th key={index} scope="col" className={classNames(cell.subject && styles[cell.subject])}>
              <CellParts cell={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <CellView key={column} cell={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellView({ cell }: { cell: Cell }) {
  const look = classNames(cell.subject && styles[cell.subject], cell.isHead && styles['head']);
  if (cell.isHead) {
    return (
      <th scope="row" className={look}>
        <CellParts cell={cell} />
      </th>
    );
  }
  return (
    <td className={look}>
      <CellParts cell={cell} />
    </td>
  );
}

function CellParts({ cell }: { cell: Cell }) {
  return cell.parts.map((part, index) => (
    <div key={index} className={styles['part']}>
      <PartView part={part} />
    </div>
  ));
}

export function PartView({ part }: { part: Part }) {
  if (part.kind === 'words') return <WordsView words={part} />;
  return part.parts.map((each, index) => {
    switch (each.kind) {
      case 'words':
        return <WordsView key={index} words={each} />;
      case 'photo':
        return <PhotoView key={index} part={each} />;
      case 'drawing':
        return <DrawingView key={index} part={each} />;
      default:
        return each satisfies never;
    }
  });
}

function WordsView({ words }: { words: Words }) {
  return (
    <p className={classNames(styles['words'], words.isPredicted && styles['predicted'])} dir="auto">
      <Runs runs={words.runs} />
    </p>
  );
}

export function Runs({ runs }: { runs: readonly Run[] }) {
  return runs.map((run, index) => {
    if (run.mark === undefined) return <Fragment key={index}>{run.text}</Fragment>;
    const Mark = run.mark === 'strong' ? 'strong' : run.mark === 'thought' ? 'em' : 'span';
    return (
      <Mark key={index} className={styles[run.mark]}>
        {run.text}
      </Mark>
    );
  });
}
