# Frontend/Client
import requests

# Étape 1 : Créer session caméra
response = requests.post('/api/video/session/create', json={
    'terrain_id': 1
})
session = response.json()['session']
session_id = session['session_id']

# Étape 2 : Démarrer enregistrement
requests.post('/api/video/record/start', json={
    'session_id': session_id,
    'duration_minutes': 90
})

# Étape 3 : Vérifier le statut
status = requests.get(f'/api/video/record/status/{session_id}')
print(status.json())
