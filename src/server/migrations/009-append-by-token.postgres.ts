/**
 * As migration 8, and whoever sends must still have the token that was shown: a push is let in on the word of a minute ago
 * (`recent-tablets.ts`), and this is where it is found out. The function of migration 8 stays for servers that still run
 * while the first new one starts.
 */
export const appendByToken = `
CREATE FUNCTION append_by_token(
  teams TEXT[], senders TEXT[], tokens BYTEA[], places INTEGER[], lasts BOOLEAN[], ids BYTEA[], contents BYTEA[], waits BOOLEAN
) RETURNS TABLE (place INTEGER, number BIGINT, is_new BOOLEAN, head_log TEXT, head_seq BIGINT, head_chain BYTEA)
LANGUAGE plpgsql AS $$
DECLARE
  one RECORD;
  at_team TEXT COLLATE "C";
  sending TEXT COLLATE "C";
  at_place INTEGER;
  is_locked BOOLEAN;
  is_member BOOLEAN;
  has_grown BOOLEAN := false;
  now_log TEXT;
  now_seq BIGINT;
  now_chain BYTEA;
  next_chain BYTEA;
BEGIN
  FOR one IN
    SELECT * FROM unnest(teams, senders, tokens, places, lasts, ids, contents)
      AS pushed (to_team, sender, token, at_place, is_last, id, bytes)
  LOOP
    IF one.to_team IS DISTINCT FROM at_team THEN
      at_team := one.to_team;
      IF waits THEN
        SELECT log, seq, chain INTO now_log, now_seq, now_chain FROM team WHERE team = at_team FOR UPDATE;
      ELSE
        SELECT log, seq, chain INTO now_log, now_seq, now_chain FROM team WHERE team = at_team
          FOR UPDATE SKIP LOCKED;
      END IF;
      is_locked := FOUND;
    END IF;
    CONTINUE WHEN NOT is_locked;

    IF one.at_place IS DISTINCT FROM at_place THEN
      at_place := one.at_place;
      sending := one.sender;
      is_member := sending IS NULL
        OR EXISTS (SELECT FROM device WHERE team = at_team AND device = sending AND token_hash = one.token);
    END IF;
    place := at_place;
    number := NULL;
    is_new := false;
    IF is_member THEN
      next_chain := sha256(now_chain || int8send(now_seq + 1) || sha256(one.bytes));
      INSERT INTO envelope (team, seq, id, chain, bytes)
        VALUES (at_team, now_seq + 1, one.id, next_chain, one.bytes)
        ON CONFLICT (team, id) DO NOTHING;
      is_new := FOUND;
      IF is_new THEN
        now_seq := now_seq + 1;
        now_chain := next_chain;
        number := now_seq;
        has_grown := true;
      ELSE
        SELECT seq INTO number FROM envelope
          WHERE team = at_team AND id BETWEEN one.id AND one.id ORDER BY id LIMIT 1;
      END IF;
    END IF;

    IF one.is_last THEN
      IF has_grown THEN
        UPDATE team SET seq = now_seq, chain = now_chain WHERE team = at_team;
        has_grown := false;
      END IF;
      head_log := now_log;
      head_seq := now_seq;
      head_chain := now_chain;
    ELSE
      head_chain := NULL;
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$;
`;
