# Arrêter proprement
response = requests.post('/api/video/record/stop', json={
    'session_id': session_id
})

if response.json()['success']:
    video_path = response.json()['video_path']
    print(f"Vidéo créée : {video_path}")
    
# Fermer la session (optionnel, automatique après stop)
requests.post('/api/video/session/close', json={
    'session_id': session_id
})
