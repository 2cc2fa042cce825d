/** Why there is no picture. */
export type CameraProblem = 'notSecure' | 'missing' | 'refused';

export type CameraOutcome =
  { readonly kind: 'open'; readonly stream: MediaStream } | { readonly kind: CameraProblem };

/** Asks for the camera at the back; the browser asks the person. */
export async function openCamera(): Promise<CameraOutcome> {
  // Browsers hide the camera from http addresses; older ones have none to give.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!window.isSecureContext) return { kind: 'notSecure' };
  if (devices === undefined) return { kind: 'missing' };
  try {
    return { kind: 'open', stream: await devices.getUserMedia({ video: { facingMode: 'environment' } }) };
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    return { kind: isRefused ? 'refused' : 'missing' };
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
