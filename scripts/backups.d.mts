export const BACKUP_SETTINGS: Readonly<Record<string, string>>;
