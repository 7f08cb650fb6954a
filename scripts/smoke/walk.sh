#!/usr/bin/env bash
# The walk of the old system's manual, word for word; only the address, the token and the session's id are put in. Run by
# scripts/smoke/main.ts in an empty folder with BASE_URL and TOKEN, and a .curlrc that makes curl fail on an error.
set -euo pipefail
step() { printf '\n# %s\n' "$1" >&2; }

step "health"
curl $BASE_URL/api/video/health > health.json

step "1. create the session"
curl -X POST $BASE_URL/api/video/session/create \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $TOKEN" \
  -d '{"terrain_id": 1}' > create.json
SESSION=$(sed -n 's/.*"session_id": *"\([^"]*\)".*/\1/p' create.json)

step "2. start the recording"
curl -X POST $BASE_URL/api/video/record/start \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $TOKEN" \
  -d "{\"session_id\": \"$SESSION\", \"duration_minutes\": 5}" > start.json

step "3. look at the preview"
curl $BASE_URL/api/preview/$SESSION/snapshot.jpg \
  -H "Authorization: Bearer $TOKEN" \
  --output snapshot.jpg

step "4. look at the status"
curl $BASE_URL/api/video/record/status/$SESSION \
  -H "Authorization: Bearer $TOKEN" > status.json

sleep "${RECORD_SECONDS:-4}" # the match

step "5. stop the recording"
curl -X POST $BASE_URL/api/video/record/stop \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $TOKEN" \
  -d "{\"session_id\": \"$SESSION\"}" > stop.json

step "6. download the video"
curl $BASE_URL/api/video/files/$SESSION/download?club_id=1 \
  -H "Authorization: Bearer $TOKEN" \
  --output video.mp4

step "7. close the session"
curl -X POST $BASE_URL/api/video/session/close \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $TOKEN" \
  -d "{\"session_id\": \"$SESSION\"}" > close.json
