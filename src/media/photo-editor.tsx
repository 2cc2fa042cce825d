import 'react-image-crop/dist/ReactCrop.css';
import { useCallback, useEffect, useState } from 'react';
import { ReactCrop } from 'react-image-crop';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { BlurLayer, BlurMarks, placeOf } from './blur-layer.tsx';
import { addBlurAt, growBlur, NO_BLURS, removeBlur, type Blurs } from './blurs.ts';
import styles from './photo-editor.module.css';
import { WHOLE, type OpenedPicture, type PictureEdits, type Region } from './picture-edits.ts';

type Tool = 'crop' | 'blur';

/** A picture that is to be cropped and blurred before anything of it is kept. Everything works by keys and by taps too. */
export function PhotoEditor({
  picture,
  alt,
  edits,
  onEdit,
  isSaving,
  onSave,
}: {
  picture: OpenedPicture;
  alt: string;
  /** What has been done to it before. */
  edits: PictureEdits;
  /** The same function each time. */
  onEdit: (edits: PictureEdits) => void;
  isSaving: boolean;
  onSave: () => void;
}) {
  const [tool, setTool] = useState<Tool>('crop');
  const [crop, setCrop] = useState(edits.crop);
  const [blurs, setBlurs] = useState<Blurs>({ ...NO_BLURS, list: edits.blurs });
  useEffect(() => onEdit({ crop, blurs: blurs.list }), [onEdit, crop, blurs]);
  const { preview } = picture;
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(preview);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [preview],
  );
  const image = (
    <img
      ref={show}
      className={styles['image']}
      alt={alt}
      width={picture.width}
      height={picture.height}
      draggable={false}
    />
  );
  return (
    <div className={styles['editor']}>
      <div className={styles['table']}>
        {tool === 'crop' ? (
          <ReactCrop
            className={styles['cropper'] ?? ''}
            crop={inPercent(crop)}
            onChange={(_, percent) => setCrop(inFractions(percent))}
            keepSelection
            minWidth={32}
            minHeight={32}
            ariaLabels={cropWords()}
          >
            <div className={styles['picture']}>
              {image}
              <BlurMarks blurs={blurs} />
            </div>
          </ReactCrop>
        ) : (
          <div className={styles['picture']}>
            {image}
            <div className={styles['cropped']} style={placeOf(crop)} />
            <BlurLayer blurs={blurs} onChange={setBlurs} />
          </div>
        )}
      </div>
      <div className={styles['tools']}>
        <Choice<Tool>
          legend={m.media_tool()}
          hideLegend
          options={[
            { value: 'crop', label: m.media_crop() },
            { value: 'blur', label: m.media_blur() },
          ]}
          value={tool}
          onChange={setTool}
        />
        {tool === 'crop' ? (
          <>
            <p className={styles['hint']}>{m.media_crop_hint()}</p>
            <Button kind="quiet" onClick={() => setCrop(WHOLE)}>
              {m.media_crop_whole()}
            </Button>
          </>
        ) : (
          <>
            <p className={styles['hint']}>{m.media_blur_hint()}</p>
            <Button kind="plain" onClick={() => setBlurs(addBlurInMiddle(blurs, crop, picture))}>
              {m.media_blur_add()}
            </Button>
            {blurs.chosen >= 0 && (
              <div role="group" aria-label={m.media_blur_change()} className={styles['changes']}>
                <Button kind="quiet" onClick={() => setBlurs(growBlur(blurs, 1.25))}>
                  {m.media_blur_larger()}
                </Button>
                <Button kind="quiet" onClick={() => setBlurs(growBlur(blurs, 0.8))}>
                  {m.media_blur_smaller()}
                </Button>
                <Button kind="quiet" onClick={() => setBlurs(removeBlur(blurs))}>
                  {m.media_blur_remove()}
                </Button>
              </div>
            )}
          </>
        )}
        <Button kind="primary" className={styles['save']} disabled={isSaving} onClick={onSave}>
          {isSaving ? m.media_saving() : m.media_save()}
        </Button>
      </div>
    </div>
  );
}

/** Of what the crop leaves: elsewhere it would blur what nobody gets. */
function addBlurInMiddle(blurs: Blurs, { x, y, width, height }: Region, picture: OpenedPicture): Blurs {
  return addBlurAt(blurs, x + width / 2, y + height / 2, picture.width / picture.height);
}

function inPercent({ x, y, width, height }: Region) {
  return { unit: '%', x: x * 100, y: y * 100, width: width * 100, height: height * 100 } as const;
}

/** A selection drawn to nothing means the whole picture. */
function inFractions({ x, y, width, height }: Region): Region {
  if (width < 1 || height < 1) return WHOLE;
  return { x: x / 100, y: y / 100, width: width / 100, height: height / 100 };
}

function cropWords() {
  return {
    cropArea: m.media_crop_area(),
    nwDragHandle: m.media_crop_handle({ corner: '↖' }),
    nDragHandle: m.media_crop_handle({ corner: '↑' }),
    neDragHandle: m.media_crop_handle({ corner: '↗' }),
    eDragHandle: m.media_crop_handle({ corner: '→' }),
    seDragHandle: m.media_crop_handle({ corner: '↘' }),
    sDragHandle: m.media_crop_handle({ corner: '↓' }),
    swDragHandle: m.media_crop_handle({ corner: '↙' }),
    wDragHandle: m.media_crop_handle({ corner: '←' }),
  };
}
