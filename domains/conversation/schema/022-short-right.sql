-- A right to answer that ends sooner takes nothing from one that lasts: who taps a menu of an Official Account gives
-- three sends within a minute, while the five of the 48 hours since his last words stay what they are.
create function conversation.keep_longer_right() returns trigger language plpgsql as $$
begin
  new.window_expires_at := old.window_expires_at;
  new.window_remaining := old.window_remaining;
  return new;
end $$;

create trigger conversation_keep_longer_right before update of window_expires_at on conversation.conversation
  for each row when (new.window_expires_at < old.window_expires_at and old.window_remaining > 0)
  execute function conversation.keep_longer_right();
